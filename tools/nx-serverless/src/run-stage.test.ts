import { describe, expect, it } from '@jest/globals';
import { stageEnvironment } from './run-stage.ts';

const place = (line: string) => stageEnvironment(['/usr/bin/node', '/x/nx.js', ...line.split(' ')]);

describe('the place of a run of nx', () => {
  it('is what --stage and --region say, written either way', () => {
    const both = { TRADEWIND_STAGE: 'dev', AWS_REGION: 'eu-central-1' };
    expect(place('affected -t deploy --stage dev --region eu-central-1')).toEqual(both);
    expect(place('deploy orders --stage=dev --force --region=eu-central-1 --wait 3')).toEqual(both);
    expect(place('run-many -t deploy,test -p a,b --parallel 2 --force --stage dev')).toEqual({
      TRADEWIND_STAGE: 'dev',
    });
  });

  it('is left to the environment otherwise', () => {
    expect(place('affected -t deploy --force')).toEqual({});
    expect(place('affected -t deploy --stage')).toEqual({});
  });
});
