'use client';

import dynamic from 'next/dynamic';

/**
 * The form of the third step, in a chunk of its own: all steps are one route, and Authenticate before it should
 * not load the form's libraries.
 */
export const LazyConfigureForm = dynamic(() => import('./configure-form.tsx').then((m) => m.ConfigureForm));
