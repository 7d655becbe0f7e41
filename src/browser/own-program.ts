/**
 * The only way to start another program beside the page, a worker: its address must be of the lab's own server. The browser
 * sees to it that there is no other way, by the page's policy (docs/security.md).
 */

/** As much of Trusted Types as is used here; TypeScript's library does not have them. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: typeof checked },
  ): { createScriptURL(address: string): string };
}

const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
// A browser without Trusted Types takes the text itself. With them it is an object, which the library's types call a text.
const policy = policies?.createPolicy('batchnorm-lab', { createScriptURL: checked });

/** The address of a program, as browsers want it. */
export function ownProgram(address: string): string {
  return policy ? policy.createScriptURL(address) : checked(address);
}

function checked(address: string): string {
  if (new URL(address, location.href).origin !== location.origin)
    throw new TypeError(`Not a program of the lab: ${address}`);
  return address;
}
