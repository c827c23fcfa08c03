/** Problems as formulas, which become quadratic programs: variables, parameters, atoms, gradients by name. */
export type { ModelCertificate } from "./certificate.js";
export { Constraint } from "./constraint.js";
export type { Penalty, Relation } from "./constraint.js";
export { Expression } from "./expression.js";
export type { ExpressionInput, Index } from "./expression.js";
export * from "./functions.js";
export { Parameter, Variable, constant, eye, ones, parameter, variable, zeros } from "./leaves.js";
export type { ParameterOptions, VariableOptions } from "./leaves.js";
export type { Curvature, Shape, Sign } from "./node.js";
export { Problem } from "./problem.js";
export type { ProblemJson } from "./json.js";
export type { GradientOptions, Output, OutputArrays } from "./outputs.js";
export { ModelSolution } from "./solution.js";
export type { ParameterGradients } from "./solution.js";
export type { Values } from "./theta.js";
