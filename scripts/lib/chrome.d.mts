export function findChrome(): Promise<string>;
export function chromeArguments(): string[];
