/**
 * How Meta names a person without a phone number: a country, perhaps `ENT`, and up to 128 letters and digits. It
 * belongs under `recipient` of a message. Source: Meta's Cloud API, autumn 2026.
 */
export const businessScopedId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
