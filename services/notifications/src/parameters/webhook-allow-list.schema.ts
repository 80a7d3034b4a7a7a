import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.Array(Type.String({ pattern: '^[^\\s/]+:(\\d+|\\*)$' })), {
  description:
    'host:port that may be plain HTTP and not public, such as ["127.0.0.1:*"]; empty in production',
});
