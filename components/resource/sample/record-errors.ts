/** What is wrong with the record of a destination, and with what is set for all records. Pure. */
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import type { Words } from '../../../lib/words/words.ts';

interface FieldError {
  field: string;
  message: string;
}

const nameOf = ({ field }: FieldError) => field.split('.')[1] ?? '';

/**
 * What no field of the record can show, as one text: a value that is set for all records contradicts one of these.
 * @param open the parameters for which the record has a field
 * @returns '' if every error has its field
 */
export function errorsElsewhere(
  t: Words<'sample'>,
  { parameters }: EndpointTemplate,
  open: string[],
  errors: FieldError[],
): string {
  return errors
    .filter((error) => !open.includes(nameOf(error)))
    .map((error) => {
      const label = parameters[nameOf(error)]?.label;
      return label ? t('destination.setForAll', { label, message: error.message }) : error.message;
    })
    .join(' ');
}
