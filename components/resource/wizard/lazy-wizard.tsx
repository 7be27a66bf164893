'use client';

import dynamic from 'next/dynamic';

/**
 * The last two steps, in a chunk of their own: all steps are one route, and Authenticate before them should not load
 * the form's libraries and every endpoint.
 */
export const LazyWizard = dynamic(() => import('./wizard.tsx').then((m) => m.Wizard));
