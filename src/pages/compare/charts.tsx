/** The charts of the Compare page: test accuracy above, training loss below; on a phone one of them at a time. */
import { later } from '../../ui/later.tsx';
import { Part } from '../../ui/part.tsx';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { AccuracyChart, LossChart } from './series-charts.tsx';

const ChartTabs = later(() => import('./chart-tabs.tsx'));

export function Charts() {
  const isPhone = useMedia(PHONE);
  return (
    <div className="charts">
      {isPhone ? (
        <Part>
          <ChartTabs />
        </Part>
      ) : (
        <>
          <Part>
            <AccuracyChart />
          </Part>
          <Part>
            <LossChart hasStepAxis={false} />
          </Part>
        </>
      )}
    </div>
  );
}
