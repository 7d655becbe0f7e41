/** A name that nothing else has, on any device. (`crypto.randomUUID` is there on secure pages alone.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
