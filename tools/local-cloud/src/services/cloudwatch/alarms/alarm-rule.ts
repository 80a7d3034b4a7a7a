export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** The parsed rule of a composite alarm. */
export interface AlarmRule {
  /** The names of the referenced alarms. */
  readonly alarms: readonly string[];
  evaluate(getState: (alarmName: string) => AlarmState): boolean;
}

const TOKENS =
  /\s*(?:(?<word>ALARM|OK|INSUFFICIENT_DATA|AND|OR|NOT|TRUE|FALSE)\b|(?<mark>[()])|"(?<name>[^"]+)"|(?<bare>[\w:./-]+)|(?<other>\S))/gy;

type Evaluate = AlarmRule['evaluate'];

/**
 * Parses a rule such as `ALARM("a") OR (ALARM("b") AND NOT OK("c"))`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 *
 * @throws Error with the expected token and its position
 */
export function parseAlarmRule(text: string): AlarmRule {
  const tokens = [...text.trim().matchAll(TOKENS)].map(({ groups }) => groups!);
  const alarms: string[] = [];
  let next = 0;
  const peek = () => tokens[next]?.['word'] ?? tokens[next]?.['mark'];
  const fail = (expected: string): never => {
    throw new Error(`Invalid alarm rule ${text}: expected ${expected} at token ${next + 1}.`);
  };
  const expectToken = (mark: string): void => {
    if (peek() !== mark) fail(mark);
    next += 1;
  };

  function parseOr(): Evaluate {
    let left = parseAnd();
    while (peek() === 'OR') {
      next += 1;
      const [first, second] = [left, parseAnd()];
      left = (getState) => first(getState) || second(getState);
    }
    return left;
  }
  function parseAnd(): Evaluate {
    let left = parseTerm();
    while (peek() === 'AND') {
      next += 1;
      const [first, second] = [left, parseTerm()];
      left = (getState) => first(getState) && second(getState);
    }
    return left;
  }
  function parseTerm(): Evaluate {
    const word = peek();
    next += 1;
    if (word === 'TRUE' || word === 'FALSE') return () => word === 'TRUE';
    if (word === 'NOT') {
      const inner = parseTerm();
      return (getState) => !inner(getState);
    }
    if (word === '(') {
      const inner = parseOr();
      expectToken(')');
      return inner;
    }
    if (word !== 'ALARM' && word !== 'OK' && word !== 'INSUFFICIENT_DATA') {
      next -= 1;
      return fail('ALARM("…")');
    }
    expectToken('(');
    const name = tokens[next]?.['name'] ?? tokens[next]?.['bare'] ?? fail('the name of an alarm');
    next += 1;
    expectToken(')');
    alarms.push(toAlarmName(name));
    return (getState) => getState(toAlarmName(name)) === word;
  }

  const evaluate = parseOr();
  if (next < tokens.length) fail('the end of the rule');
  return { alarms, evaluate };
}

/** Rules reference alarms by name or ARN. */
export const toAlarmName = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*?:alarm:/, '');
