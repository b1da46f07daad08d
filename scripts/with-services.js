import { enter } from './enter.js';

await enter('with-services');
