import { greet } from 'greeting';

export const handler = async () => greet();
