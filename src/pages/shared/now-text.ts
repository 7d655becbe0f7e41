/** What is happening in a comparison, what came out of it and what to try next, in words. */
import { armLetters } from '../../domain/comparison.ts';
import { type Failure, type Result, SMALL_LEAD } from '../../domain/now/result.ts';
import type { Raised, Statement } from '../../domain/now/statement.ts';
import type { TryNext } from '../../domain/now/try-next.ts';
import type { NowText } from '../../text/now.ts';
import { countText, learningRateText, percent } from '../../ui/format.ts';

/** `names` are those of the arms, A first. */
export function nowText(statement: Statement, names: readonly string[], text: NowText): string {
  const words = text.now;
  const fact = (sentence: string, cause: string | undefined, also = '') =>
    [words.sentence(cause ? words.because(sentence, cause) : sentence), also && words.sentence(also)]
      .filter((part) => part !== '')
      .join(text.gap);
  const others = (arms: readonly number[], say: (arms: string, count: number) => string) =>
    arms.length > 0 ? say(lettersText(arms, text), arms.length) : '';
  switch (statement.kind) {
    case 'untrained':
      return statement.recorded ? words.untrainedRecorded : words.untrained;
    case 'starting':
      return words.starting;
    case 'no-data':
      return words.noData;
    case 'early':
      return statement.why === 'no-look'
        ? words.earlyUntil(countText(statement.look))
        : words.early[statement.why];
    case 'nan': {
      const { arm, also, step, sumLog, raised } = statement;
      const cause = sumLog ? words.sumLog : raisedText(raised, text);
      return fact(words.nan(armText(arm, names, text), countText(step)), cause, others(also, words.alsoNan));
    }
    case 'collapsed': {
      const { arm, also, step, saturation, raised } = statement;
      const cause =
        saturation === undefined ? raisedText(raised, text) : words.saturated(saturation.toFixed(2));
      const said = words.collapsed(armText(arm, names, text), statement.class, countText(step));
      return fact(said, cause, others(also, words.alsoOne));
    }
    case 'plateau': {
      const { arm, also, step, accuracy, missing } = statement;
      const cause = missing.length > 0 ? words.missing(missing.join(text.comma)) : undefined;
      const said = words.plateau(armText(arm, names, text), countText(step), percent(accuracy));
      return fact(said, cause, others(also, words.alsoIs));
    }
    case 'fallen': {
      const { arm, also, step, from, accuracy, raised } = statement;
      const said = words.fallen(armText(arm, names, text), percent(from), percent(accuracy), countText(step));
      return fact(said, raisedText(raised, text), others(also, words.alsoHas));
    }
    case 'overtaken': {
      const { arm, overtaken, step, by } = statement;
      const other = letter(overtaken);
      return fact(
        words.overtaken(armText(arm, names, text), other, countText(step), pointsText(by, text)),
        undefined,
      );
    }
    case 'ahead': {
      const { leaders, behind, by, step } = statement;
      const who = armsText(leaders, names, text);
      return fact(
        words.ahead(who, leaders.length, lettersText(behind, text), pointsText(by, text), countText(step)),
        undefined,
      );
    }
    case 'alike': {
      const { count, lowest, highest, step } = statement;
      return fact(words.alike(count, percent(lowest), percent(highest), countText(step)), undefined);
    }
    case 'ended':
      return resultText(statement.result, names, text);
  }
}

function resultText(result: Result, names: readonly string[], text: NowText): string {
  const words = text.result;
  const { because, sentence } = text.now;
  switch (result.kind) {
    case 'untold':
      return sentence(words.untold);
    case 'all-failed':
      return sentence(because(words.nobody, failuresText(result.failures, names, text)));
    case 'some-failed': {
      const { failures, best } = result;
      const ends = best ? [words.best(armText(best.arm, names, text), percent(best.accuracy))] : [];
      return sentence(words.parts([failuresText(failures, names, text), ...ends]));
    }
    case 'reached': {
      const { milestone, reached, never, saturation } = result;
      const steps = text.list(reached.map(({ step }) => countText(step)));
      const who = armsText(
        reached.map(({ arm }) => arm),
        names,
        text,
      );
      const others = armsText(never, names, text);
      const fact = words.reached(who, reached.length, percent(milestone, 0), steps);
      const rest =
        saturation === undefined
          ? words.never(others)
          : words.neverSaturated(others, never.length, saturation.toFixed(2));
      return sentence(words.parts([fact, rest]));
    }
    case 'alike': {
      const { count, accuracy, batchNorm, sooner } = result;
      const fact = words.alike(count, percentBelow(accuracy));
      if (sooner) {
        const { milestone, first, last } = sooner;
        const said = words.sooner(
          percent(milestone, 0),
          letter(first.arm),
          countText(first.step),
          letter(last.arm),
          countText(last.step),
        );
        return sentence(words.parts([fact, said]));
      }
      return sentence(batchNorm ? because(fact, words.noDifference) : fact);
    }
    case 'ahead': {
      const { leaders, behind, by, batchNorm } = result;
      const who = armsText(leaders, names, text);
      const fact = words.ahead(who, leaders.length, lettersText(behind, text), pointsText(by, text));
      const effects = by < SMALL_LEAD ? words.batchNormLittle : words.batchNorm;
      return sentence(batchNorm ? because(fact, effects[batchNorm]) : fact);
    }
  }
}

/** What the button says that does it. */
export function tryText(next: TryNext, text: NowText): string {
  const words = text.tryNext;
  switch (next.kind) {
    case 'rate':
    case 'best-rates':
      return words[next.kind](learningRateText(next.value));
    case 'loss':
      return words.loss;
    case 'seed':
      return words.seed(String(next.value));
    case 'steps':
      return words.steps(countText(next.value));
  }
}

function failuresText(failures: readonly Failure[], names: readonly string[], text: NowText): string {
  return text.result.parts(
    failures.map(({ arm, verdict }) => {
      const who = armText(arm, names, text);
      return verdict.kind === 'nan'
        ? text.now.nan(who, countText(verdict.step))
        : text.now.collapsed(who, verdict.class, countText(verdict.step));
    }),
  );
}

function raisedText(raised: Raised | undefined, text: NowText): string | undefined {
  return raised && text.now.raised(learningRateText(raised.value), countText(raised.step));
}

function letter(arm: number): string {
  return armLetters[arm] ?? '';
}

/** "A (without BN)"; the letter alone where nothing is known of it. */
function armText(arm: number, names: readonly string[], text: NowText): string {
  const name = names[arm];
  return name ? text.now.arm(letter(arm), name) : letter(arm);
}

/** One run with its name; of several the letters, as their names would fill the line. */
function armsText(arms: readonly number[], names: readonly string[], text: NowText): string {
  return arms.length === 1 ? armText(arms[0]!, names, text) : lettersText(arms, text);
}

function lettersText(arms: readonly number[], text: NowText): string {
  return text.list(arms.map(letter));
}

/** 0.123 as "12.3 points". */
function pointsText(share: number, text: NowText): string {
  return text.now.points((share * 100).toFixed(1));
}

/** Rounded down, so that it is true of all. (0.29 · 100 is less than 29.) */
function percentBelow(share: number): string {
  return percent(Math.floor(share * 100 + 1e-9) / 100, 0);
}
