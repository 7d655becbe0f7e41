/** What the page is about: what Batch Normalization computes, what is compared, and that it does not always help. */

import { comparisonRuns } from '../../domain/comparison.ts';
import { type StoryName, stories, storyComparison } from '../../domain/stories.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { percent } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import { BatchNormPicture } from './batch-norm-picture.tsx';
import { chooseForCharts, compareView, usualLook } from './chart-settings.ts';
import { StoryNote, storyOf } from './story-note.tsx';
import { useStoryOutcomes } from './story-outcomes.ts';

export function Story() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const outcomes = useStoryOutcomes();
  const current = storyOf(comparisonRuns(comparison));
  const open = (name: StoryName) => {
    // What was looked at closely in one experiment may be all that is out of sight in another.
    chooseForCharts(usualLook);
    compareView.setState({ reading: undefined, span: undefined });
    lab.change(storyComparison(name), 'comparison');
  };
  return (
    <section className="story" aria-label={text.story.label}>
      <BatchNormPicture />
      <div className="story-words">
        <p className="story-text">
          {text.story.before}{' '}
          <span className="story-term">
            <Term name="batchNormalization">{text.story.term}</Term>
            {text.story.colon}
          </span>
          {text.story.after}
        </p>
        <StoryNote outcomes={outcomes} />
      </div>
      <div className="story-ask">
        <p>
          <b>{text.story.question}</b> <small>{text.story.outcomes}</small>
        </p>
        <ul className="story-choices">
          {stories.map((name) => (
            <li key={name}>
              <button
                type="button"
                className="small"
                title={text.story.notes[name]}
                aria-pressed={name === current}
                onClick={() => open(name)}
              >
                {text.story.names[name]}
                <small className="story-outcome number">
                  {outcomes
                    .get(name)
                    ?.map((accuracy) => percent(accuracy))
                    .join(' → ')}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
