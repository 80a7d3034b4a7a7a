export { stopCloudForTests as default } from './global-setup.ts';
