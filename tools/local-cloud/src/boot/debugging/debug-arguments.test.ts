import { describe, expect, it } from '@jest/globals';
import { readDebugArguments } from './debug-arguments.ts';

describe('readDebugArguments', () => {
  it.each([
    [['--fresh'], { isDebugging: false, functionName: undefined, rest: ['--fresh'] }],
    [['--inspect', '--fresh'], { isDebugging: true, functionName: undefined, rest: ['--fresh'] }],
    [['--fresh', '--inspect'], { isDebugging: true, functionName: undefined, rest: ['--fresh'] }],
    [
      ['--inspect', 'orders/get-order', '--fresh'],
      { isDebugging: true, functionName: 'orders/get-order', rest: ['--fresh'] },
    ],
    [['--inspect=orders/get-order'], { isDebugging: true, functionName: 'orders/get-order', rest: [] }],
  ])('reads %j', (args, expected) => {
    expect(readDebugArguments(args)).toEqual(expected);
  });

  it.each([['get-order'], ['orders/get-order.ts'], ['']])('refuses the function "%s"', (name) => {
    expect(() => readDebugArguments([`--inspect=${name}`])).toThrow('Write --inspect SERVICE/FUNCTION');
  });
});
