/**
 * Weights as a safetensors file: eight bytes of length, a JSON header, and the numbers, little-endian, in order.
 * The form is that of https://huggingface.co/docs/safetensors.
 */
import { type Parameters, parameterNamesOf, parameterShapes } from '../domain/network.ts';

/** `metadata`: text that goes along, such as the configuration. Kernels are HWIO, as everywhere here. */
export function safetensorsOf(parameters: Parameters, metadata: Readonly<Record<string, string>>): Blob {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Float32Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const name of parameterNamesOf(parameters)) {
    const values = new Float32Array(parameters[name]!);
    header[name] = { dtype: 'F32', shape: parameterShapes[name], data_offsets: [at, at + values.byteLength] };
    at += values.byteLength;
    parts.push(values);
  }
  const encoder = new TextEncoder();
  const text = JSON.stringify(header);
  // Padded with spaces, so that the numbers begin at a multiple of eight.
  const padded = encoder.encode(text + ' '.repeat(-encoder.encode(text).length & 7));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(padded.length), true);
  return new Blob([length.buffer, padded, ...parts], { type: 'application/octet-stream' });
}
