import { idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** A product was created, changed or archived. */
export default eventContract(
  'ProductChanged',
  1,
  Type.Object({
    productId: idSchema('prd'),
    title: Type.String(),
    price: Money,
    categoryId: idSchema('cat'),
    status: Type.Union([Type.Literal('active'), Type.Literal('archived')]),
    imageUrl: Type.Optional(Type.String()),
  }),
);
