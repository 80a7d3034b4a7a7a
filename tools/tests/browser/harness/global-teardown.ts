export { stopSystemForTests as default } from './global-setup.ts';
