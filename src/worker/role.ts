/** What a worker that computes for the page does. */
export type Role = 'run' | 'inspector' | 'trial';
