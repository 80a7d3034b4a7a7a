import { expect, it } from '@jest/globals';
import { addCodeOwner, addContractOwner } from './code-owners.ts';

const text = `* @tradewind/platform

/services/catalog/      @tradewind/catalog
/services/orders/       @tradewind/orders

/libs/                  @tradewind/platform
`;

it.each([
  ['gifts', 4, '/services/catalog/'],
  ['wishlists', 5, '/services/orders/'],
])('puts %s where the alphabet wants it', (service, line, before) => {
  const lines = addCodeOwner(text, service, '@us').split('\n');
  expect(lines[line - 1]).toBe(`/services/${service}/`.padEnd(24) + '@us');
  expect(lines[line - 2]).toContain(before);
  expect(lines.toSpliced(line - 1, 1).join('\n')).toBe(text);
});

it('leaves a space between a long name and its owner', () => {
  expect(addCodeOwner(text, 'recommendations', '@us')).toContain('\n/services/recommendations/ @us\n');
});

it('starts a list where there is none', () => {
  expect(addCodeOwner('* @tradewind/platform\n', 'gifts', '@us')).toBe(
    '* @tradewind/platform\n/services/gifts/        @us\n',
  );
});

it('puts the owner of a contract last, where it applies instead of the owner of all libraries', () => {
  const file = 'libs/contracts/src/events/gift-created.schema.ts';
  expect(addContractOwner(text, file, '@us')).toBe(`${text}/${file} @us\n`);
});
