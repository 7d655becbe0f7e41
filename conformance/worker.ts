/** The program of a conformance worker. */
import { serve } from './role.ts';

self.onmessage = serve;
