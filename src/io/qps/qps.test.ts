import { describe, expect, it } from "vitest";
import { OptNetError } from "../../problem/errors.js";
import type { DenseArray } from "../../problem/problem.js";
import type { SparseMatrix } from "../../problem/sparse-matrix.js";
import { objectiveInFile } from "../problem-file.js";
import { readQps } from "./qps.js";

/** A file with two columns x, y and one row of each type; sections can be replaced or added. */
function file(sections: Partial<Record<string, string>> = {}): string {
  const all: Record<string, string> = {
    NAME: "small",
    ROWS: "\n N COST\n E EQ\n L LE\n G GE",
    COLUMNS: "\n X COST 1.5 EQ 1\n X LE 2\n Y COST -2 GE 3\n Y EQ 1",
    RHS: "\n RHS EQ 4 LE 5\n RHS GE 6",
    ...(sections as Record<string, string>),
  };
  const text = Object.entries(all).map(
    ([name, content]) => `${name}${content && name === "NAME" ? ` ${content}` : content}`,
  );
  return `${text.join("\n")}\nENDATA\n`;
}

function matrix(input: unknown): number[][] {
  const { data, shape } = (input as SparseMatrix).toDense();
  return Array.from({ length: shape[0] }, (_, i) => [...data.subarray(i * shape[1], (i + 1) * shape[1])]);
}

function vector(input: unknown): number[] {
  return Array.from(input as ArrayLike<number>);
}

function errorOf(text: string): OptNetError {
  try {
    readQps(text, "bad.qps");
  } catch (error) {
    if (error instanceof OptNetError) return error;
    throw error;
  }
  throw new Error("the file was accepted");
}

describe("readQps: rows, columns and right-hand sides", () => {
  const read = readQps(file(), "small.qps");

  it("puts E rows into A, L rows into G, and G rows negated into G", () => {
    expect(matrix(read.problem.A)).toEqual([[1, 1]]);
    expect(vector(read.problem.b)).toEqual([4]);
    expect(matrix(read.problem.G)).toEqual(
      [
        [2, 0],
        [-0, -3],
      ].map((row) => row.map((value) => value + 0)),
    );
    expect(vector(read.problem.h)).toEqual([5, -6]);
  });

  it("keeps names, cost and the implied lower bound of 0", () => {
    expect(read.name).toBe("small");
    expect(read.variableNames).toEqual(["X", "Y"]);
    expect(read.equalityNames).toEqual(["EQ"]);
    expect(read.inequalities).toEqual([
      { row: "LE", side: "upper" },
      { row: "GE", side: "lower" },
    ]);
    expect(vector(read.problem.p)).toEqual([1.5, -2]);
    expect(vector(read.problem.lower)).toEqual([0, 0]);
    expect(read.problem.upper).toBeUndefined();
    expect(read.problem.Q).toBeUndefined();
    expect(read.constant).toBe(0);
  });

  it("takes the constant of the objective as minus its right-hand side", () => {
    expect(readQps(file({ RHS: "\n RHS COST -9 EQ 4" }), "f").constant).toBe(9);
    expect(readQps(file({ RHS: "\n RHS COST 2.5" }), "f").constant).toBe(-2.5);
  });

  it("reads sets without a name, and only the first of several", () => {
    expect(vector(readQps(file({ RHS: "\n EQ 7 LE 8" }), "f").problem.b)).toEqual([7]);
    const two = readQps(file({ RHS: "\n ONE EQ 7\n TWO EQ 8" }), "f");
    expect(vector(two.problem.b)).toEqual([7]);
    expect(two.warnings.join()).toContain("TWO");
  });

  it("ignores further free rows, their entries and their right-hand sides", () => {
    const two = readQps(
      file({
        ROWS: "\n N COST\n N OTHER\n E EQ",
        COLUMNS: "\n X COST 1 OTHER 5\n X EQ 1",
        RHS: "\n R OTHER 3 EQ 1",
      }),
      "f",
    );
    expect(vector(two.problem.p)).toEqual([1]);
    expect(two.constant).toBe(0);
    expect(two.warnings.join()).toContain("OTHER");
  });

  it("drops rows whose only side is infinite", () => {
    const free = readQps(file({ RHS: "\n R LE 1e20 GE -1e30\n R EQ 4" }), "f");
    expect(free.problem.G).toBeUndefined();
    expect(free.problem.h).toBeUndefined();
  });

  it("negates the cost where the file maximises, and reports in the file's sense", () => {
    for (const OBJSENSE of ["\n    MAX", " MAXIMIZE", "\n maximise"]) {
      const text = file({ QUADOBJ: "\n X X -2", RHS: "\n R COST -3" }).replace(
        "ROWS",
        `OBJSENSE${OBJSENSE}\nROWS`,
      );
      const maximised = readQps(text, "f");
      expect(maximised.sense).toBe("maximise");
      expect(vector(maximised.problem.p)).toEqual([-1.5, 2]);
      expect(vector((maximised.problem.Q as DenseArray).data)).toEqual([2, 0]);
      expect(objectiveInFile(maximised, -10)).toBe(13);
    }
    expect(readQps(file().replace("ROWS", "OBJSENSE\n MIN\nROWS"), "f").sense).toBe("minimise");
    expect(objectiveInFile({ sense: "minimise", constant: 3 }, -10)).toBe(-7);
  });
});

describe("readQps: ranges", () => {
  /** The interval that a row of a type with right-hand side 10 gets from a range. */
  function interval(type: string, range: string): { equality?: number; lower: number; upper: number } {
    const { problem, inequalities } = readQps(
      file({ ROWS: `\n N C\n ${type} R`, COLUMNS: "\n X R 2", RHS: "\n S R 10", RANGES: `\n S R ${range}` }),
      "f",
    );
    if (problem.b) return { equality: vector(problem.b)[0], lower: NaN, upper: NaN };
    const result = { lower: -Infinity, upper: Infinity };
    inequalities.forEach(({ side }, i) => {
      const sign = side === "upper" ? 1 : -1;
      expect(matrix(problem.G)[i]).toEqual([2 * sign]);
      result[side] = sign * vector(problem.h)[i];
    });
    return result;
  }

  it.each([
    ["L", "3", 7, 10],
    ["L", "-3", 7, 10],
    ["G", "3", 10, 13],
    ["G", "-3", 10, 13],
    ["E", "3", 10, 13],
    ["E", "-3", 7, 10],
    ["L", "1e20", -Infinity, 10],
    ["G", "1e31", 10, Infinity],
    ["E", "-1e30", -Infinity, 10],
    ["E", "Inf", 10, Infinity],
  ])("%s row with range %s", (type, range, lower, upper) => {
    expect(interval(type, range)).toEqual({ lower, upper });
  });

  it.each(["E", "L", "G"])("makes an %s row with range 0 an equality", (type) => {
    expect(interval(type, "0").equality).toBe(10);
  });

  it("may come before the right-hand sides", () => {
    const text = file({ RHS: "" }).replace("RHS\n", "RANGES\n S LE 1\nRHS\n S LE 5\n");
    const { problem, inequalities } = readQps(text, "f");
    expect(inequalities.map(({ side }) => side)).toEqual(["upper", "lower", "lower"]);
    expect(vector(problem.h)).toEqual([5, -4, 0]);
  });
});

describe("readQps: bounds", () => {
  function boundsOf(...lines: string[]) {
    const read = readQps(file({ BOUNDS: lines.map((line) => `\n ${line}`).join("") }), "f");
    const { lower, upper } = read.problem;
    return [lower ? vector(lower)[0] : -Infinity, upper ? vector(upper)[0] : Infinity, read.warnings.length];
  }

  it.each([
    [["UP B X 4"], 0, 4],
    [["LO B X -4"], -4, Infinity],
    [["LO B X 1", "UP B X 2"], 1, 2],
    [["FX B X 0.5"], 0.5, 0.5],
    [["FR B X"], -Infinity, Infinity],
    [["FR X"], -Infinity, Infinity],
    [["FR B X 0"], -Infinity, Infinity],
    [["MI B X"], -Infinity, Infinity],
    [["MI B X", "UP B X 3"], -Infinity, 3],
    [["UP B X 3", "MI B X"], -Infinity, 3],
    [["UP B X 3", "PL B X"], 0, Infinity],
    [["UP X 7"], 0, 7],
    [["UP B X 1e20"], 0, Infinity],
    [["LO B X -1d30"], -Infinity, Infinity],
    [["LO B X -inf", "UP B X +Infinity"], -Infinity, Infinity],
    [["up B X 0"], 0, 0],
    [["LO B X 0", "UP B X -1"], 0, -1],
    [["MI B X", "UP B X -1"], -Infinity, -1],
  ])("%j", (lines, lower, upper) => {
    expect(boundsOf(...lines)).toEqual([lower, upper, 0]);
  });

  it("frees the lower bound below a negative upper bound, and says so", () => {
    expect(boundsOf("UP B X -2")).toEqual([-Infinity, -2, 1]);
    expect(boundsOf("UP B X -2", "LO B X -5")).toEqual([-5, -2, 1]);
  });
});

describe("readQps: quadratic cost", () => {
  it.each(["QUADOBJ", "QSECTION"])("mirrors the one triangle of %s, lower or upper", (section) => {
    for (const pair of ["X Y", "Y X"]) {
      const { problem } = readQps(file({ [section]: `\n X X 4\n ${pair} 2\n Y Y 6` }), "f");
      expect(matrix(problem.Q)).toEqual([
        [4, 2],
        [2, 6],
      ]);
    }
  });

  it("reads both triangles of QMATRIX", () => {
    const { problem } = readQps(file({ QMATRIX: "\n X X 4 Y 2\n Y X 2 Y 6" }), "f");
    expect(matrix(problem.Q)).toEqual([
      [4, 2],
      [2, 6],
    ]);
  });

  it("keeps a diagonal as a diagonal, and nothing where all entries are zero", () => {
    expect(readQps(file({ QUADOBJ: "\n Y Y 3\n X Y 0" }), "f").problem.Q).toEqual({
      data: Float64Array.of(0, 3),
      shape: [2],
    });
    expect(readQps(file({ QUADOBJ: "\n X X 0" }), "f").problem.Q).toBeUndefined();
    expect(readQps(file({ "QSECTION COST": "\n X X 1" }), "f").problem.Q).toBeDefined();
  });
});

describe("readQps: layout", () => {
  it("reads CRLF, comments, blank lines, tabs and a byte-order mark", () => {
    const between = "\r\n* another\r\n$ a third\r\n  $ and a fourth\r\n\r\n";
    const text = `\uFEFF* a comment\r\n${file().replaceAll("\n", between).replaceAll(" X ", "\tX\t")}`;
    expect(readQps(text, "f").problem).toEqual(readQps(file(), "f").problem);
  });

  const fixed = [
    "NAME          WITH BLANKS",
    "ROWS",
    " N  MY COST",
    " L  ROW 1",
    " E  ROW 2",
    "COLUMNS",
    "    COL A     MY COST            1.0   ROW 1              2.0",
    "    COL A     ROW 2              3.0",
    "    B         ROW 2             -1.5",
    "RHS",
    "              ROW 1              4.0   MY COST           -5.0",
    "RANGES",
    "    R         ROW 1              2.5",
    "BOUNDS",
    " UP BND       COL A              8.0",
    " FR BND       B",
    "QUADOBJ",
    "    COL A     COL A              2.0",
    "    COL A     B                  1.0",
    "ENDATA",
  ];

  it("reads names with blanks from the fixed layout", () => {
    const { name, problem, variableNames, inequalities, constant } = readQps(fixed.join("\n"), "f");
    expect(name).toBe("WITH BLANKS");
    expect(variableNames).toEqual(["COL A", "B"]);
    expect(inequalities).toEqual([
      { row: "ROW 1", side: "upper" },
      { row: "ROW 1", side: "lower" },
    ]);
    expect(vector(problem.h)).toEqual([4, -1.5]);
    expect(matrix(problem.A)).toEqual([[3, -1.5]]);
    expect(vector(problem.upper)).toEqual([8, Infinity]);
    expect(vector(problem.lower)).toEqual([0, -Infinity]);
    expect(matrix(problem.Q)).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(constant).toBe(5);
  });

  it("ignores comments that begin with $ in the third or the fifth field", () => {
    const plain = readQps(file({ BOUNDS: "\n UP BND X 4\n LO BND Y -1", QUADOBJ: "\n X X 2" }), "plain.qps");
    const commented = file({
      ROWS: " $ of rows\n N COST $ the objective\n E EQ $\n L LE\n G GE",
      COLUMNS: "\n X COST 1.5 $EQ 1\n X EQ 1 LE 2\n Y COST -2 GE 3 $ two pairs\n Y EQ 1",
      RHS: "\n RHS EQ 4 LE 5 $ a set and two pairs\n RHS GE 6 $ one",
      BOUNDS: "\n UP BND X 4 $ five fields\n LO BND Y -1 $",
      QUADOBJ: "\n X X 2 $",
    });
    expect(readQps(commented, "plain.qps")).toEqual(plain);
    const unnamed = file({
      RHS: "\n EQ 4 LE 5 $ two pairs\n GE 6 $ one",
      BOUNDS: "\n UP X 4 $ no set\n LO Y -1 $",
      QUADOBJ: "\n X X 2",
    });
    expect(readQps(unnamed, "plain.qps")).toEqual(plain);
  });

  it("keeps names that begin with $", () => {
    const names = (text: string): string => text.replace(/\bEQ\b/g, "$EQ").replace(/\bX\b/g, "$X");
    const sections = { BOUNDS: "\n UP BND X 4", QUADOBJ: "\n Y X 2\n Y Y 9\n X X 9" };
    const plain = readQps(file(sections), "a.qps");
    const dollars = readQps(names(file(sections)), "a.qps");
    expect(dollars.problem).toEqual(plain.problem);
    expect(dollars.variableNames).toEqual(["$X", "Y"]);
  });

  it("ignores such comments in the fixed layout", () => {
    const line = (code: string, ...fields: string[]): string => {
      const at = [4, 14, 24, 39, 49];
      return fields.reduce((text, field, i) => text.padEnd(at[i]) + field, ` ${code}`.padEnd(4));
    };
    const text = (comment: (text: string, column: number) => string): string =>
      [
        "NAME          fixed",
        "ROWS",
        comment(line("N", "THE COST"), 14),
        line("L", "A ROW"),
        "COLUMNS",
        comment(line("", "X 1", "THE COST", "1.0"), 39),
        line("", "X 1", "A ROW", "2.0"),
        "RHS",
        line("", "RHS", "A ROW", "3.0"),
        "BOUNDS",
        comment(line("UP", "BND", "X 1", "4.0"), 39),
        "ENDATA",
        "",
      ].join("\n");
    const plain = readQps(
      text((content) => content),
      "fixed.mps",
    );
    expect(plain.variableNames).toEqual(["X 1"]);
    const commented = text(
      (content, column) => `${content.padEnd(column)}$ said  here, between   the fields`,
    );
    expect(readQps(commented, "fixed.mps")).toEqual(plain);
  });

  it("reports the line of an error in the fixed layout, not where the free one gave up", () => {
    const broken = fixed.map((line) => line.replace("-1.5", "-1x5"));
    expect(errorOf(broken.join("\n"))).toMatchObject({ field: "bad.qps:9", got: '"-1x5"' });
  });
});

describe("readQps: broken files", () => {
  /** The text with what goes wrong, its line, and a part of what is expected and of what came. */
  it.each<[string, string, number, string, string]>([
    ["no end", file().replace("ENDATA\n", ""), 15, "ENDATA", "the end of the file"],
    ["an empty file", "", 1, "ENDATA", "the end of the file"],
    ["an unknown section", file({ CONES: "" }), 15, "one of the sections", "CONES"],
    ["quadratic constraints", file({ "QCMATRIX EQ": "\n X X 1" }), 15, "one of the sections", "QCMATRIX"],
    ["a quadratic row", file({ "QSECTION EQ": "\n X X 1" }), 15, "objective COST", "EQ"],
    ["a section twice", file().replace("ENDATA", "ROWS\nENDATA"), 15, "every section once", "ROWS"],
    [
      "two sections of Q",
      file({ QUADOBJ: "\n X X 1", QMATRIX: "\n X X 1" }),
      17,
      "one section for Q",
      "QMATRIX",
    ],
    ["columns before rows", "NAME\nCOLUMNS\n X C 1\nENDATA\n", 2, "section ROWS before", "COLUMNS"],
    ["no columns section", "NAME\nROWS\n N C\nENDATA\n", 4, "section COLUMNS before", "ENDATA"],
    ["data before a section", " X C 1\nENDATA\n", 1, "the name of a section", "before the first section"],
    ["data that is not indented", file({ "RHS EQ": " 4" }), 15, "RHS alone", "RHS EQ"],
    ["a row of unknown type", file({ ROWS: "\n N COST\n Q EQ" }), 4, "N, E, L or G", '"Q"'],
    ["a row without a name", file({ ROWS: "\n N COST\n E" }), 4, "a type and the name", '"E"'],
    ["a row twice", file({ ROWS: "\n N COST\n E EQ\n L EQ" }), 5, "every row once", '"EQ" again'],
    ["an unknown row", file({ COLUMNS: "\n X NOPE 1" }), 8, "the name of a row", '"NOPE"'],
    ["an entry twice", file({ COLUMNS: "\n X EQ 1\n X EQ 2" }), 9, "X in row EQ once", "line 8"],
    ["a word for a number", file({ COLUMNS: "\n X EQ one" }), 8, "a number", '"one"'],
    ["a hexadecimal number", file({ COLUMNS: "\n X EQ 0x10" }), 8, "a number", '"0x10"'],
    ["a number too large", file({ COLUMNS: "\n X EQ 1e999" }), 8, "a finite number", '"1e999"'],
    ["an infinite coefficient", file({ COLUMNS: "\n X EQ inf" }), 8, "a number", '"inf"'],
    ["a line with a field missing", file({ COLUMNS: "\n X EQ" }), 8, "one or two pairs", '"X EQ"'],
    ["integer variables", file({ COLUMNS: "\n M1 'MARKER' 'INTORG'\n X EQ 1" }), 8, "continuous", "MARKER"],
    ["an unknown row in RHS", file({ RHS: "\n S NOPE 1" }), 13, "the name of a row", '"NOPE"'],
    ["a right-hand side twice", file({ RHS: "\n S EQ 1\n S EQ 2" }), 14, "row EQ once", "line 13"],
    ["an infinite constant", file({ RHS: "\n S COST 1e20" }), 13, "a finite number", '"1e20"'],
    ["an equality with infinity", file({ RHS: "\n S EQ 1e20" }), 13, "can be met", "Infinity"],
    ["a row above infinity", file({ RHS: "\n S GE 1e20" }), 13, "can be met", "Infinity"],
    ["a range twice", file({ RANGES: "\n S EQ 1\n S EQ 2" }), 17, "range of row EQ once", "line 16"],
    ["an unknown bound", file({ BOUNDS: "\n XX B X 1" }), 16, "UP, LO, FX, FR, MI or PL", '"XX"'],
    ["a binary variable", file({ BOUNDS: "\n BV B X" }), 16, "continuous", "BV"],
    ["an integer bound", file({ BOUNDS: "\n UI B X 4" }), 16, "continuous", "UI"],
    ["a semicontinuous variable", file({ BOUNDS: "\n SC B X 4" }), 16, "continuous", "SC"],
    [
      "a bound of an unknown column",
      file({ BOUNDS: "\n UP B NOPE 1" }),
      16,
      "the name of a column",
      '"NOPE"',
    ],
    ["a bound without a value", file({ BOUNDS: "\n UP B X" }), 16, "a number", '"X"'],
    ["a bound twice", file({ BOUNDS: "\n UP B X 1\n UP B X 2" }), 17, "UP of column X once", "line 16"],
    ["an infinite fixed value", file({ BOUNDS: "\n FX B X inf" }), 16, "a finite number", '"inf"'],
    ["both triangles in QUADOBJ", file({ QUADOBJ: "\n X Y 1\n Y X 1" }), 17, "one triangle", "line 16"],
    ["an entry of Q twice", file({ QUADOBJ: "\n X Y 1\n X Y 1" }), 17, "Q once", "line 16"],
    ["an asymmetric QMATRIX", file({ QMATRIX: "\n X Y 1\n Y X 2" }), 16, "symmetric", "2 at Y, X"],
    ["one triangle in QMATRIX", file({ QMATRIX: "\n X X 1\n X Y 1" }), 17, "symmetric", "0 at Y, X"],
    ["an unknown column in Q", file({ QUADOBJ: "\n X NOPE 1" }), 16, "the name of a column", '"NOPE"'],
    ["an unknown sense", file().replace("ROWS", "OBJSENSE\n UP\nROWS"), 3, "MAX or MIN", '"UP"'],
  ])("%s", (_, text, line, expected, got) => {
    const error = errorOf(text);
    expect(error.field).toBe(`bad.qps:${line}`);
    expect(error.expected).toContain(expected);
    expect(error.got).toContain(got);
    expect(error.hint).not.toBe("");
  });

  it("says when there are no columns", () => {
    expect(errorOf("ROWS\n N C\nCOLUMNS\nENDATA\n")).toMatchObject({ field: "bad.qps", got: "none" });
  });
});
