import { enter } from './enter.js';

await enter('check');
