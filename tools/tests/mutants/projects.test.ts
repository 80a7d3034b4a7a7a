import { expect, it } from '@jest/globals';
import { selectProjects } from './projects.ts';

it.each(['payments', 'services/payments'])('finds a project by the name %s', (name) => {
  expect(selectProjects(name)).toEqual(['services/payments']);
});

it('selects all services and libraries without a name', () => {
  expect(selectProjects(undefined)).toEqual(expect.arrayContaining(['libs/models', 'services/orders']));
});

it('rejects an unknown name, or one without unit tests, with the known ones', () => {
  expect(() => selectProjects('postage')).toThrow(/^Unknown project "postage"\. Use one of .*payments/);
  expect(() => selectProjects('platform')).toThrow('Unknown project "platform"');
});
