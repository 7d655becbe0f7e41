/** How the ticks of all charts look. Recharts measures with the size, so it is the number of `--text-xs`, not its name. */
export const axisTick = { fill: 'var(--ink-faint)', fontSize: 11 } as const;
