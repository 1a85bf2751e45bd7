/** The words that text and picture share: places, windows, and the whole in one sentence. */
import { onOneLine } from './display-text.ts';
import type { Lane, RaceWitness, Witness, WitnessPlace } from './witness.ts';

/** 'jobs.py:14'; the file alone in a notebook, whose lines are counted by cell. */
export function placeText({ path, line }: WitnessPlace): string {
  const file = onOneLine(path.slice(path.lastIndexOf('/') + 1));
  return line === undefined ? file : `${file}:${line}`;
}

/** 'worker, jobs.py:14' */
export function whereOf({ code, place }: Lane): string {
  return [code, placeText(place)].filter((part) => part !== '').join(', ');
}

/** 'worker:14' */
export function shortWhereOf({ code, place: { line } }: Lane): string {
  if (code === '') return line === undefined ? '' : `line ${line}`;
  return line === undefined ? code : `${code}:${line}`;
}

/** When the window is open, in one line. */
export function windowPhrase({ kind, at }: RaceWitness['window']): string {
  switch (kind) {
    case 'await':
      return "at the 'await'";
    case 'call':
      return `in ${at ?? 'a call'}, on every Python build`;
    case 'bytecodes':
      return 'Python up to 3.9, or no GIL';
    case 'no-gil':
      return 'only without the GIL';
    case 'database':
      return 'at any time';
  }
}

/** The same in the rows that the other lane takes. */
export function windowWords({ kind, at }: RaceWitness['window'], rows: number): readonly string[] {
  switch (kind) {
    case 'await':
      return ["at the 'await'"];
    case 'call':
      return rows > 1 ? [`in ${at ?? 'a call'}, on`, 'every Python build'] : [`in ${at ?? 'a call'}, any build`];
    case 'bytecodes':
      return rows > 1 ? ['Python up to 3.9,', 'or without the GIL'] : ['up to 3.9, or no GIL'];
    case 'no-gil':
      return ['without the GIL'];
    case 'database':
      return rows > 1 ? ['at any time, as all', 'share the database'] : ['at any time'];
  }
}

/** For whoever sees no picture. */
export function witnessSentence(witness: Witness): string {
  switch (witness.kind) {
    case 'race': {
      const { lanes, steps, window, outcome } = witness;
      const said = steps.map(({ lane, text }) => `${lanes[lane].context}: ${text}`);
      return `${said.join('; ')}: ${outcome}. Window: ${windowPhrase(window)}.`;
    }
    case 'blocking': {
      const { lane, chain, wait } = witness;
      const calls = [whoIs(lane), ...chain.map(({ text }) => text)];
      return `The event loop runs ${calls.join(', which calls ')}, and waits ${wait}; all other tasks are frozen.`;
    }
    case 'deadlock': {
      const said = witness.paths.map(
        ({ lane, held, wanted }) => `${lane.context} ${holdsText(held)} and waits for ${wanted}`,
      );
      return `${said.join('; ')}: both wait for ever.`;
    }
  }
}

/** What a lane of a deadlock does before it waits. */
export function holdsText(held: string | undefined): string {
  return held === undefined ? 'has to end' : `holds ${held}`;
}

function whoIs({ code }: Lane): string {
  return code === '' || code === 'lambda' ? 'a callback' : code;
}
