import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { reliabilityPage } from '../../workspace/src/layout/workspace-folders.ts';
import { readFloors } from './mutants.ts';
import { allProjects } from './projects.ts';
import { checkFloor, countScore, formatPercent, formatScores, raiseFloor, toPercent } from './scores.ts';

describe('a score', () => {
  it('counts mutants that fail or hang a test as killed, and ignores invalid ones', () => {
    const statuses = [
      'Killed',
      'Timeout',
      'Survived',
      'NoCoverage',
      'Ignored',
      'CompileError',
      'RuntimeError',
    ];
    expect(countScore(statuses.map((status) => ({ status })))).toEqual({ killed: 2, mutants: 4 });
  });

  it('is 100 % without mutants', () => {
    expect(toPercent({ killed: 0, mutants: 0 })).toBe(100);
  });

  it('is rounded down', () => {
    expect(formatPercent({ killed: 8499, mutants: 10_000 })).toBe('84.9');
  });
});

describe('a floor', () => {
  const floors = { 'libs/errors': { killed: 9, mutants: 10 } };

  it('rejects a lower score and keeps an equal one', () => {
    expect(() => checkFloor(floors, 'libs/errors', { killed: 89, mutants: 100 })).toThrow(
      'below its floor of 90.0 %',
    );
    expect(() => checkFloor(floors, 'libs/errors', { killed: 18, mutants: 20 })).not.toThrow();
  });

  it('rises and never falls', () => {
    const raised = raiseFloor(floors, 'libs/errors', { killed: 19, mutants: 20 });
    expect(raised).toEqual({ 'libs/errors': { killed: 19, mutants: 20 } });
    expect(() => raiseFloor(raised, 'libs/errors', { killed: 9, mutants: 10 })).toThrow('below its floor');
  });

  it('is recorded for a project that had none, in the order of names', () => {
    const all = raiseFloor(floors, 'libs/aws', { killed: 1, mutants: 2 });
    expect(Object.keys(all)).toEqual(['libs/aws', 'libs/errors']);
  });
});

describe('the committed floors', () => {
  const floors = readFloors();

  it('are those of existing projects', () => {
    expect(allProjects()).toEqual(expect.arrayContaining(Object.keys(floors)));
  });

  it('are shown in docs/reliability.md', () => {
    const cells = (text: string) => text.replaceAll(/[ -]+/g, ' ');
    expect(cells(readFileSync(reliabilityPage, 'utf8'))).toContain(
      cells(formatScores(floors, allProjects())),
    );
  });
});
