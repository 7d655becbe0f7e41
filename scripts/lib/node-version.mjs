/** Says in one line when Node is too old, instead of failing somewhere inside a tool. */

/** Ends the process unless this Node runs the tools: 20.19 and later 20s, or 22.12 and later. */
export function requireNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  // Vite's own limits. Node 21 and the first 22s lack what it needs.
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  console.error(
    `BatchNorm Lab needs Node 20.19 or later (or 22.12 or later); this is Node ${process.versions.node}. ` +
      'Install a current version from https://nodejs.org and try again.',
  );
  process.exit(1);
}
