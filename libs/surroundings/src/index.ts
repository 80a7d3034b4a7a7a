export { provideSurroundings, surroundings, type Surroundings } from './surroundings.ts';
