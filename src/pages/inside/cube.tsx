/** A small cube of images, channels and locations; cells that share one mean and variance have one colour. */
import type { NormalisedLayer } from '../../domain/network.ts';
import type { Normalization } from '../../domain/normalization.ts';
import { type Cell, CUBE, sharedGroup } from '../../domain/sharing.ts';
import { useInsideText } from './use-text.ts';

/** Pixels of a cell, and of one image further back. */
const CELL = 17;
const BACK = { x: 7, y: -6 };
const LEFT = 38;
const TOP = 30;
const WIDTH = LEFT + CUBE * (CELL + BACK.x) + 4;
const HEIGHT = TOP + CUBE * CELL + 18;

/** In the middle of a picture as wide as all are. */
const LARGE = { x: 290, scale: 2.5 };

/** Colours of the arms in four strengths: 16 groups, told apart. */
const COLOURS = ['var(--run-a)', 'var(--run-b)', 'var(--run-c)', 'var(--run-d)'];
const STRENGTHS = [0.85, 0.55, 0.32, 0.14];

const sides = Array.from({ length: CUBE }, (_, i) => i);

/** The corner of a cell: channels go to the right, locations down, images to the back. */
function corner(channel: number, location: number, image: number): string {
  const x = LEFT + channel * CELL + image * BACK.x;
  const y = TOP + location * CELL + image * BACK.y;
  return `${x},${y}`;
}

interface Face {
  cell: Cell;
  corners: string;
}

/** The three faces that are seen, of so many locations: the first image, the first location, the last channel. */
function facesOf(locations: number): Face[] {
  const down = sides.slice(0, locations);
  return [
    ...sides.flatMap((i) =>
      down.map((j) => ({
        cell: { image: 0, channel: i, location: j },
        corners: [corner(i, j, 0), corner(i + 1, j, 0), corner(i + 1, j + 1, 0), corner(i, j + 1, 0)].join(
          ' ',
        ),
      })),
    ),
    ...sides.flatMap((i) =>
      sides.map((j) => ({
        cell: { image: j, channel: i, location: 0 },
        corners: [corner(i, 0, j), corner(i + 1, 0, j), corner(i + 1, 0, j + 1), corner(i, 0, j + 1)].join(
          ' ',
        ),
      })),
    ),
    ...sides.flatMap((i) =>
      down.map((j) => ({
        cell: { image: i, channel: CUBE - 1, location: j },
        corners: [
          corner(CUBE, j, i),
          corner(CUBE, j, i + 1),
          corner(CUBE, j + 1, i + 1),
          corner(CUBE, j + 1, i),
        ].join(' '),
      })),
    ),
  ];
}

const faces = { map: facesOf(CUBE), units: facesOf(1) };

/** `layer`: that of a fully connected one has units, and no locations. */
export function Cube({
  normalization,
  layer = 'conv1',
  label,
  isLarge = false,
}: {
  normalization: Normalization;
  layer?: NormalisedLayer;
  label: string;
  /** In the middle of a picture that is saved. */
  isLarge?: boolean;
}) {
  const { axes } = useInsideText().inside.computed;
  const hasLocations = layer !== 'fc1';
  // Of units, each is a map of one location.
  const shown = hasLocations ? normalization : withoutLocations(normalization);
  const height = hasLocations ? CUBE * CELL : CELL;
  return (
    <svg
      className="cube"
      width={isLarge ? LARGE.x + WIDTH * LARGE.scale : WIDTH}
      height={isLarge ? HEIGHT * LARGE.scale : HEIGHT}
      role="img"
      aria-label={label}
    >
      <g
        className="cube-cells"
        {...(isLarge && { transform: `translate(${LARGE.x} 0) scale(${LARGE.scale})` })}
      >
        {faces[hasLocations ? 'map' : 'units'].map(({ cell, corners }) => {
          const group = sharedGroup(shown, cell);
          return (
            <polygon
              key={corners}
              points={corners}
              {...(group !== undefined && {
                style: {
                  fill: COLOURS[group % COLOURS.length],
                  fillOpacity: STRENGTHS[Math.floor(group / COLOURS.length) % STRENGTHS.length],
                },
              })}
            />
          );
        })}
        <text x={LEFT + (CUBE * CELL) / 2} y={TOP + height + 13} textAnchor="middle">
          {hasLocations ? axes.channels : axes.units}
        </text>
        {hasLocations && (
          <text
            x={LEFT - 5}
            y={TOP + height / 2}
            textAnchor="middle"
            transform={`rotate(-90 ${LEFT - 5} ${TOP + height / 2})`}
          >
            {axes.locations}
          </text>
        )}
        <text x={LEFT + 8} y={TOP - 13} textAnchor="end">
          {axes.images}
        </text>
      </g>
    </svg>
  );
}

function withoutLocations(normalization: Normalization): Normalization {
  return 'axes' in normalization ? { ...normalization, axes: 'per-feature-map' } : normalization;
}
