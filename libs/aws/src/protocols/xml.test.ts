import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { elementsAt, parseXml, textAt } from './xml.ts';

const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

describe('parseXml', () => {
  it('returns any text as it was before it was escaped', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const members = texts.map((text) => `<member><Id>${escape(text)}</Id></member>`).join('\n');
        const document = parseXml(`<?xml version="1.0"?>\n<R xmlns="http://a/"><List>${members}</List></R>`);
        const found = elementsAt(document, 'R', 'List', 'member').map((member) => textAt(member, 'Id'));
        expect(found).toEqual(texts);
      }),
    );
  });

  it('knows the named entities', () => {
    expect(textAt(parseXml('<a>&lt;b&gt; &amp;amp; &quot;&apos; &other;</a>'), 'a')).toBe(
      `<b> &amp; "' &other;`,
    );
  });

  it('reads empty elements as empty text', () => {
    const document = parseXml('<R><Empty/><Other></Other></R>');
    expect([textAt(document, 'R', 'Empty'), textAt(document, 'R', 'Other')]).toEqual(['', '']);
    expect(elementsAt(document, 'R', 'Empty', 'member')).toEqual([]);
  });

  it('never throws, so that a page of a proxy is reported by its status', () => {
    const pieces = fc.constantFrom(
      '<a>',
      '</a>',
      '<br>',
      '<b/>',
      '</html>',
      '<',
      '>',
      '&#;',
      '&#x110000;',
      '&constructor;',
      '<constructor>',
      '</constructor>',
      '<__proto__/>',
      'x',
      '<!-- -->',
    );
    fc.assert(
      fc.property(fc.array(pieces), (page) => {
        expect(() => textAt(parseXml(page.join('')), 'ErrorResponse', 'Error', 'Code')).not.toThrow();
      }),
    );
  });
});
