/**
 * Says when the lab is kept for visits without a network: once all of MNIST is there, which comes with the first run. Before,
 * nothing could train without a network anyway, and whoever only has a look downloads nothing for a visit that may never be.
 */
import { lab } from '../lab/instance.ts';
import { watch } from '../lab/watch.ts';
import { whenIdle } from '../ui/when-idle.ts';

export function openOffline(): void {
  // While one works on the lab, the files that would be kept change.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const stop = watch(lab.store, ({ data }) => {
    if (data.phase !== 'ready') return;
    stop();
    whenIdle(() => void import('./keep.ts').then(({ keep }) => keep(), console.info));
  });
}
