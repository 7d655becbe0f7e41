/** The charts of the Compare page: test accuracy above, training loss below; on a phone one of them at a time. */
import { lazy, Suspense } from 'react';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { AccuracyChart, LossChart } from './series-charts.tsx';

const ChartTabs = lazy(() => import('./chart-tabs.tsx'));

export function Charts() {
  const isPhone = useMedia(PHONE);
  return (
    <div className="charts">
      {isPhone ? (
        <Suspense>
          <ChartTabs />
        </Suspense>
      ) : (
        <>
          <AccuracyChart />
          <LossChart hasStepAxis={false} />
        </>
      )}
    </div>
  );
}
