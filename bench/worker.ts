/** The program of a bench worker. */
import { serve } from './role.ts';

self.onmessage = serve;
