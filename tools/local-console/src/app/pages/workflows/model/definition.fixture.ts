import fc from 'fast-check';
import type { Definition, StateDefinition } from './definition.ts';

/**
 * Definitions with unique names that end for every input: each state leads to later ones only, errors are caught or
 * retried, and Choice, Parallel and Map states contain further states up to two levels deep.
 */
export const anyDefinition: fc.Arbitrary<Definition> = fc
  .array(fc.nat(), { minLength: 200, maxLength: 200 })
  .map((numbers) => toDefinition(randomFrom(numbers)));

type Random = (below: number) => number;

function randomFrom(numbers: readonly number[]): Random {
  let next = 0;
  return (below) => numbers[next++ % numbers.length]! % below;
}

function toDefinition(random: Random): Definition {
  let count = 0;

  const build = (depth: number): Definition => {
    const names = Array.from({ length: 1 + random(4) }, () => `S${(count += 1)}`);
    const states = names.map((name, index) => [name, toState(names.slice(index + 1), depth)] as const);
    return { StartAt: names[0]!, States: Object.fromEntries(states) };
  };

  const toState = (later: readonly string[], depth: number): StateDefinition => {
    const target = () => later[random(later.length)]!;
    const end = later.length === 0 ? { End: true } : { Next: target() };
    const handled = later.length === 0 ? {} : { Catch: [{ ErrorEquals: ['States.ALL'], Next: target() }] };
    const retried = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: random(3), IntervalSeconds: 1 }] };
    switch (random(depth > 1 ? 4 : 6)) {
      case 0:
        return { Type: 'Pass', ...end };
      case 1:
        return later.length === 0
          ? { Type: random(2) === 0 ? 'Succeed' : 'Fail' }
          : {
              Type: 'Choice',
              Choices: [{ Variable: '$.n', NumericGreaterThan: random(3), Next: target() }],
              Default: target(),
            };
      case 2:
      case 3:
        return { Type: 'Task', Resource: 'arn:aws:lambda:::f', ...retried, ...handled, ...end };
      case 4:
        return {
          Type: 'Parallel',
          Branches: Array.from({ length: 1 + random(2) }, () => build(depth + 1)),
          ResultPath: null,
          ...handled,
          ...end,
        };
      default:
        return {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemSelector: { 'n.$': '$.n', 'items.$': '$.items' },
          ItemProcessor: build(depth + 1),
          ResultPath: null,
          ...handled,
          ...end,
        };
    }
  };

  return build(0);
}
