import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.Enum(['stripe', 'sandbox']), {
  description: 'The payment provider: stripe, or sandbox for local development',
});
