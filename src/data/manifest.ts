/** The list of shards that `scripts/prepare-data.mjs` writes, checked before anything relies on it. */
import * as z from 'zod/mini';
import { MNIST, rowsOf } from '../domain/data-set.ts';
import { DataError } from './errors.ts';
import { ROWS, type Split, splits } from './types.ts';

/** The version of the manifest and of the shards; `scripts/prepare-data.mjs` has the same number. */
export const FORMAT = 1;

/** What of MNIST a run asks for. */
const { firstTraining: FIRST_TRAINING_ROW, passing: EVALUATION_ROWS } = rowsOf(MNIST);

const count = z.int().check(z.minimum(1));

const shardSchema = z.object({
  split: z.enum(splits),
  /** The row of the original file that the shard starts with. */
  firstRow: z.int().check(z.minimum(0)),
  /** Rows in the shard. */
  count,
  /** A name without folders, so that a manifest can only name its neighbours. */
  file: z.string().check(z.regex(/^\w[\w.-]*$/)),
  compressedBytes: count,
  uncompressedBytes: count,
  /** Of the uncompressed bytes, in hexadecimal. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

const manifestSchema = z.object({ format: z.literal(FORMAT), shards: z.array(shardSchema) });

/** What the manifest says of one shard. */
export type ShardEntry = z.infer<typeof shardSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Reads a manifest.
 *
 * @param rows How many rows the shards of each split must make up, without a gap.
 * @throws {DataError} `manifest-not-json`, `manifest-shape` or `manifest-rows`, with the first thing that is wrong.
 */
export function parseManifest(text: string, rows: Readonly<Record<Split, number>> = ROWS): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new DataError({ code: 'manifest-not-json', values: {} }, { cause: error });
  }
  const result = manifestSchema.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    const values = { place: issue?.path.join('.') ?? '', reason: issue?.message ?? '' };
    throw new DataError({ code: 'manifest-shape', values });
  }
  for (const split of splits) checkCoverage(result.data, split, rows[split]);
  return result.data;
}

function checkCoverage(manifest: Manifest, split: Split, rows: number): void {
  let next = 0;
  for (const shard of shardsOf(manifest, split)) {
    const row = Math.min(next, shard.firstRow);
    if (shard.firstRow !== next) throw new DataError({ code: 'manifest-rows', values: { split, row } });
    next += shard.count;
  }
  const row = Math.min(next, rows);
  if (next !== rows) throw new DataError({ code: 'manifest-rows', values: { split, row } });
}

function shardsOf(manifest: Manifest, split: Split): ShardEntry[] {
  return manifest.shards.filter((shard) => shard.split === split).sort((a, b) => a.firstRow - b.firstRow);
}

const end = (shard: ShardEntry) => shard.firstRow + shard.count;

/**
 * The shards in the order in which a run asks for them: the images it is evaluated on, the training set in
 * file order, the rest of the test set; last the validation rows, which training leaves out.
 */
export function loadingOrder(manifest: Manifest): ShardEntry[] {
  const train = shardsOf(manifest, 'train');
  const test = shardsOf(manifest, 'test');
  return [
    ...test.filter((shard) => shard.firstRow < EVALUATION_ROWS),
    ...train.filter((shard) => end(shard) > FIRST_TRAINING_ROW),
    ...test.filter((shard) => shard.firstRow >= EVALUATION_ROWS),
    ...train.filter((shard) => end(shard) <= FIRST_TRAINING_ROW),
  ];
}

/** The first of them, without which a run cannot start: the evaluation images and the first training rows. */
export function shardsToStart(manifest: Manifest): ShardEntry[] {
  return loadingOrder(manifest).filter((shard) =>
    shard.split === 'test'
      ? shard.firstRow < EVALUATION_ROWS
      : shard.firstRow <= FIRST_TRAINING_ROW && end(shard) > FIRST_TRAINING_ROW,
  );
}
