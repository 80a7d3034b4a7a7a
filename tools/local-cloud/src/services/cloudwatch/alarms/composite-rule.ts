export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** The rule of a composite alarm, read. */
export interface CompositeRule {
  /** Names of the alarms it looks at. */
  readonly alarms: readonly string[];
  holds(stateOf: (alarmName: string) => AlarmState): boolean;
}

const TOKENS =
  /\s*(?:(?<word>ALARM|OK|INSUFFICIENT_DATA|AND|OR|NOT|TRUE|FALSE)\b|(?<mark>[()])|"(?<name>[^"]+)"|(?<bare>[\w:./-]+)|(?<other>\S))/gy;

type Holds = CompositeRule['holds'];

/**
 * Reads a rule: `ALARM("a") OR (ALARM("b") AND NOT OK("c"))`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 *
 * @throws Error that says what was expected where
 */
export function compositeRule(text: string): CompositeRule {
  const tokens = [...text.trim().matchAll(TOKENS)].map(({ groups }) => groups!);
  const alarms: string[] = [];
  let next = 0;
  const peek = () => tokens[next]?.['word'] ?? tokens[next]?.['mark'];
  const refuse = (expected: string): never => {
    throw new Error(`The alarm rule ${text}: expected ${expected} as part ${next + 1}.`);
  };
  const take = (mark: string): void => {
    if (peek() !== mark) refuse(mark);
    next += 1;
  };

  function either(): Holds {
    let left = both();
    while (peek() === 'OR') {
      next += 1;
      const [first, second] = [left, both()];
      left = (stateOf) => first(stateOf) || second(stateOf);
    }
    return left;
  }
  function both(): Holds {
    let left = term();
    while (peek() === 'AND') {
      next += 1;
      const [first, second] = [left, term()];
      left = (stateOf) => first(stateOf) && second(stateOf);
    }
    return left;
  }
  function term(): Holds {
    const word = peek();
    next += 1;
    if (word === 'TRUE' || word === 'FALSE') return () => word === 'TRUE';
    if (word === 'NOT') {
      const inner = term();
      return (stateOf) => !inner(stateOf);
    }
    if (word === '(') {
      const inner = either();
      take(')');
      return inner;
    }
    if (word !== 'ALARM' && word !== 'OK' && word !== 'INSUFFICIENT_DATA') {
      next -= 1;
      return refuse('ALARM("…")');
    }
    take('(');
    const name = tokens[next]?.['name'] ?? tokens[next]?.['bare'] ?? refuse('the name of an alarm');
    next += 1;
    take(')');
    alarms.push(alarmNameOf(name));
    return (stateOf) => stateOf(alarmNameOf(name)) === word;
  }

  const holds = either();
  if (next < tokens.length) refuse('nothing more');
  return { alarms, holds };
}

/** An alarm is named by its name or its ARN. */
export const alarmNameOf = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*?:alarm:/, '');
