/** What the field of a parameter gets, whichever control it is. */
import type { Parameter } from '../../../lib/connector/endpoint.ts';

export interface ParameterFieldProps {
  /** Where its value stands in the form. */
  path: string;
  parameter: Parameter;
  credentialId: string;
  /** Beside its label; left out for what must be given here. */
  aside: string | undefined;
  required: boolean;
  /** The names of all parameters that the form asks for beside it, itself among them. */
  beside: readonly string[];
}
