import { httpRequest, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { DiscountCode, DiscountTerms, DiscountView } from '../models/discount.ts';

export default httpRequest({
  tag: 'Discounts',
  summary: 'Replace a discount',
  description:
    'Sessions that use the code get the new terms with their next change. Redemptions so far still count.',
  access: staff(),
  path: Type.Object({ code: DiscountCode }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: DiscountTerms,
  responses: { 200: DiscountView },
  sends: ['ETag'],
  problems: { 400: ['period.empty'], 404: ['discount.not-found'], 409: ['record.changed'] },
});
