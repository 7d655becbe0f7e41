/** Files that a visitor keeps. */

/** `subject`: in letters of ASCII, with hyphens. */
export function fileName(subject: string, date: string, ending: string): string {
  return `batchnorm-lab-${subject}-${date}.${ending}`;
}

/** The day where the visitor is, as ISO 8601 has it. */
export function isoDate(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Milliseconds until a file is certainly on its way to the disk. */
const KEPT = 60_000;

export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
