import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.Enum(['open', 'paused']), {
  description:
    'Whether the shop accepts new orders; while paused, sessions are kept and orders in progress continue',
});
