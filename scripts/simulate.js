import { enter } from './enter.js';

await enter('simulate');
