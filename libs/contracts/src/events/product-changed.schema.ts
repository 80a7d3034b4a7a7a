import { idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { ProductTitle } from '../line-item.ts';

/** A product was created, changed or archived. */
export default eventContract(
  'ProductChanged',
  1,
  Type.Object({
    productId: idSchema('prd'),
    title: ProductTitle,
    price: Money,
    categoryId: idSchema('cat'),
    status: Type.Union([Type.Literal('active'), Type.Literal('archived')]),
    imageUrl: Type.Optional(Type.String({ minLength: 1, maxLength: 2048 })),
  }),
);
