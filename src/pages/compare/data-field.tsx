/** Which images the runs are trained on, among those that are in this browser, and the way to one's own. */
import { useEffect, useState } from 'react';
import { withShared } from '../../domain/comparison.ts';
import { type DataSet, dataKey, dataName, MNIST, type OwnData } from '../../domain/data-set.ts';
import { lab, ownData, useLab } from '../../lab/instance.ts';
import { later } from '../../ui/later.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useData } from './class-names.ts';
import { useSettingsText } from './use-text.ts';

const OwnDataSheet = later(() => import('./own-data-sheet.tsx'));

export function DataField() {
  const text = useSettingsText();
  const chosen = useData();
  const kept = useKeptData(chosen);
  const comparison = useLab((state) => state.comparison);
  const sets = [MNIST, ...kept];
  // What an address names need not be here.
  if (!sets.some((set) => dataKey(set) === dataKey(chosen))) sets.push(chosen);
  return (
    <div className="data-field">
      <Select
        label={text.fields.data}
        note={text.explanations.data}
        options={sets.map((set) => ({ value: dataKey(set), label: dataName(set) }))}
        value={dataKey(chosen)}
        onChange={(key) => {
          const data = sets.find((set) => dataKey(set) === key);
          if (data) lab.change(withShared(comparison, { data }), 'data');
        }}
      />
      <Sheet
        title={text.ownImages}
        trigger={
          <button type="button" className="quiet">
            {text.ownImages}…
          </button>
        }
      >
        <OwnDataSheet />
      </Sheet>
    </div>
  );
}

/** Own data that are kept in this browser, as they were when other data were chosen last. */
function useKeptData(chosen: DataSet): readonly OwnData[] {
  const [sets, setSets] = useState<readonly OwnData[]>([]);
  useEffect(() => {
    let isWanted = true;
    // Other data may have been kept a moment ago.
    if (chosen) {
      ownData
        .client()
        .then((client) => client.list())
        .then((list) => isWanted && setSets(list))
        .catch(() => {});
    }
    return () => {
      isWanted = false;
    };
  }, [chosen]);
  return sets;
}
