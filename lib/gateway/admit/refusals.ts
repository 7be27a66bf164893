/**
 * What the gateway does not carry, whoever asks: calls that hand out or inspect tokens, and parameters with which
 * a caller would choose the token, hide calls in a call, or read a token under another name.
 */
import { Problem } from '../../errors.ts';
import {
  demandNameForm,
  filedName,
  handsOutTokens,
  type ParameterReader,
  refusedBecause,
} from '../../parameter/names.ts';
import { type CallWarning, isWarnedByValue, warningOfName, warningOfValue } from './warnings.ts';

const oneByOne = 'Send the calls one by one: each is checked and recorded by itself.';

/** A part of a path, or a name in `fields`, by which Graph hands out or inspects tokens. */
function isTokenName(name: string): boolean {
  return /token|secret|^oauth|^accounts$|^test-users$/i.test(name);
}

function refuse(what: string, why: string): Problem {
  return new Problem('call_refused', `Flowkeep does not pass on ${what}. ${why}`);
}

/** The words of a text, for whatever stands around a name does not make it another. */
const wordsOf = (text: string): string[] => text.split(/[^A-Za-z0-9_-]+/);

/** @throws Problem `call_refused` for a path that hands out or inspects tokens, or for calls in a call */
export function refusePath(method: string, segments: readonly string[]): void {
  if (segments.flatMap(wordsOf).some(isTokenName)) throw refuse('calls of this path', handsOutTokens);
  if (segments.length === 0 && method !== 'GET' && method !== 'HEAD') {
    throw refuse('batches', oneByOne);
  }
}

/** The names in a `fields` parameter, however nested. */
function refuseFields(value: string): void {
  // `acc%2565ss_token` is `acc%65ss_token` here, and `access_token` to a reader that undoes escapes once more.
  if (/[\\%]/.test(value))
    throw refuse('fields with a backslash or a percent', 'Write their names as they are.');
  if (wordsOf(value).some(isTokenName)) {
    throw refuse('requests for fields that hold tokens', handsOutTokens);
  }
}

/** Ids are parts of a path in another place, so what is refused there is refused here. */
function refuseIds(value: string): void {
  if (!/^[A-Za-z0-9_,:.-]*$/.test(value)) {
    throw refuse('ids of this form', 'An id consists of letters, digits and underscores.');
  }
  refusePath(
    'GET',
    value.split(',').filter((id) => id !== ''),
  );
}

/**
 * The root answers for what `id` names, which may be a path or an address. Beside other paths it may be anything, so
 * only what could be a path that hands out tokens is refused, and escapes that hide one.
 */
function refuseId(value: string): void {
  if (/[\\%\t\r\n]/.test(value)) {
    throw refuse('an id with a backslash, a percent or the end of a line', 'Write it as it is.');
  }
  refusePath('GET', [value]);
}

/** The only parameters whose values say what is asked for. */
const valueRules: Readonly<Record<string, (value: string) => void>> = {
  fields: refuseFields,
  id: refuseId,
  ids: refuseIds,
};

/**
 * Judges parameters by their names first, and by their values only where a rule needs them: the reader of a query
 * or body. Its members throw Problem `call_refused`, whose message never quotes a value, and Unreadable.
 * @param warnings is filled with what the call shall be warned of
 */
export function parameterReader(warnings: Set<CallWarning>): ParameterReader {
  const warn = (warning: CallWarning | null) => {
    if (warning) warnings.add(warning);
  };
  return {
    name(name: string): boolean {
      const why = refusedBecause(name);
      if (why) throw refuse(`the parameter ${filedName(name)}`, why);
      warn(warningOfName(name));
      if (Object.hasOwn(valueRules, filedName(name)) || isWarnedByValue(name)) return true;
      demandNameForm(name);
      return false;
    },
    value(name: string, value: unknown): void {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      valueRules[filedName(name)]?.(text);
      demandNameForm(name);
      warn(warningOfValue(name, text));
    },
  };
}
