/** No style says a colour, a size of type, a radius or a duration of its own: they are tokens, `src/styles/tokens.css`. */
export default {
  plugins: ['stylelint-declaration-strict-value'],
  reportNeedlessDisables: true,
  rules: {
    'scale-unlimited/declaration-strict-value': [
      [
        '/color$/',
        'background',
        'fill',
        'stroke',
        'font-size',
        'font-family',
        'font-weight',
        '/radius$/',
        '/^(column-|row-)?gap$/',
        'transition-duration',
        'animation-duration',
        'box-shadow',
      ],
      {
        ignoreFunctions: false,
        ignoreValues: ['inherit', 'none', 'transparent', 'currentcolor', '0', '/var\\(--/', '400'],
      },
    ],
    'color-no-hex': true,
    'color-named': 'never',
    'function-disallowed-list': ['rgb', 'rgba', 'hsl', 'hsla'],
  },
  overrides: [
    {
      files: ['src/styles/tokens.css', 'src/styles/fonts.css'],
      rules: {
        'scale-unlimited/declaration-strict-value': null,
        'color-no-hex': null,
        'color-named': null,
        'function-disallowed-list': null,
      },
    },
  ],
};
