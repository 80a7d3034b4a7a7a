import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.Enum(['open', 'paused']), {
  description: 'Whether the shop takes purchases; while paused, baskets stay and purchases under way go on',
});
