import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.Enum(['stripe', 'sandbox']), {
  description: 'Who holds and moves the money: stripe, or the sandbox of local runs',
});
