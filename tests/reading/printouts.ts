/** Whole prints of the worksheet's two 8×8 matrices, as the libraries write them. */
interface Printout {
  source: string;
  text: string;
  rows: string[][];
}

/** Row i holds `values[i]` in columns 1 to i and `beyond` after them, both from 1. */
function triangle(values: readonly string[], beyond: string): string[][] {
  return values.map((value, row) => values.map((_, column) => (column <= row ? value : beyond)));
}

const eightDigits = ['1.', '0.5', '0.33333333', '0.25', '0.2', '0.16666667', '0.14285714', '0.125'];
const fourDigits = ['1.0000', '0.5000', '0.3333', '0.2500', '0.2000', '0.1667', '0.1429', '0.1250'];
const softmax = triangle(eightDigits, '0.');
const rounded = triangle(fourDigits, '0.0000');
const mask = triangle(Array<string>(8).fill('0.'), '-inf');

export const printouts: Printout[] = [
  {
    source: 'NumPy 2.4 repr, rows wrapped',
    text: `array([[1.        , 0.        , 0.        , 0.        , 0.        ,
        0.        , 0.        , 0.        ],
       [0.5       , 0.5       , 0.        , 0.        , 0.        ,
        0.        , 0.        , 0.        ],
       [0.33333333, 0.33333333, 0.33333333, 0.        , 0.        ,
        0.        , 0.        , 0.        ],
       [0.25      , 0.25      , 0.25      , 0.25      , 0.        ,
        0.        , 0.        , 0.        ],
       [0.2       , 0.2       , 0.2       , 0.2       , 0.2       ,
        0.        , 0.        , 0.        ],
       [0.16666667, 0.16666667, 0.16666667, 0.16666667, 0.16666667,
        0.16666667, 0.        , 0.        ],
       [0.14285714, 0.14285714, 0.14285714, 0.14285714, 0.14285714,
        0.14285714, 0.14285714, 0.        ],
       [0.125     , 0.125     , 0.125     , 0.125     , 0.125     ,
        0.125     , 0.125     , 0.125     ]])`,
    rows: softmax,
  },
  {
    source: 'NumPy 2.4 print, rows wrapped',
    text: `[[1.         0.         0.         0.         0.         0.
  0.         0.        ]
 [0.5        0.5        0.         0.         0.         0.
  0.         0.        ]
 [0.33333333 0.33333333 0.33333333 0.         0.         0.
  0.         0.        ]
 [0.25       0.25       0.25       0.25       0.         0.
  0.         0.        ]
 [0.2        0.2        0.2        0.2        0.2        0.
  0.         0.        ]
 [0.16666667 0.16666667 0.16666667 0.16666667 0.16666667 0.16666667
  0.         0.        ]
 [0.14285714 0.14285714 0.14285714 0.14285714 0.14285714 0.14285714
  0.14285714 0.        ]
 [0.125      0.125      0.125      0.125      0.125      0.125
  0.125      0.125     ]]`,
    rows: softmax,
  },
  {
    source: 'NumPy 2.4 repr of the mask, padded',
    text: `array([[  0., -inf, -inf, -inf, -inf, -inf, -inf, -inf],
       [  0.,   0., -inf, -inf, -inf, -inf, -inf, -inf],
       [  0.,   0.,   0., -inf, -inf, -inf, -inf, -inf],
       [  0.,   0.,   0.,   0., -inf, -inf, -inf, -inf],
       [  0.,   0.,   0.,   0.,   0., -inf, -inf, -inf],
       [  0.,   0.,   0.,   0.,   0.,   0., -inf, -inf],
       [  0.,   0.,   0.,   0.,   0.,   0.,   0., -inf],
       [  0.,   0.,   0.,   0.,   0.,   0.,   0.,   0.]])`,
    rows: mask,
  },
  {
    source: 'NumPy 2.4 print of the mask, padded',
    text: `[[  0. -inf -inf -inf -inf -inf -inf -inf]
 [  0.   0. -inf -inf -inf -inf -inf -inf]
 [  0.   0.   0. -inf -inf -inf -inf -inf]
 [  0.   0.   0.   0. -inf -inf -inf -inf]
 [  0.   0.   0.   0.   0. -inf -inf -inf]
 [  0.   0.   0.   0.   0.   0. -inf -inf]
 [  0.   0.   0.   0.   0.   0.   0. -inf]
 [  0.   0.   0.   0.   0.   0.   0.   0.]]`,
    rows: mask,
  },
  {
    source: 'PyTorch print',
    text: `tensor([[1.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.5000, 0.5000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.3333, 0.3333, 0.3333, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.2500, 0.2500, 0.2500, 0.2500, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.2000, 0.2000, 0.2000, 0.2000, 0.2000, 0.0000, 0.0000, 0.0000],
        [0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.0000, 0.0000],
        [0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.0000],
        [0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250]])`,
    rows: rounded,
  },
  {
    source: 'PyTorch print on a GPU inside a graph',
    text: `tensor([[1.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.5000, 0.5000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.3333, 0.3333, 0.3333, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.2500, 0.2500, 0.2500, 0.2500, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.2000, 0.2000, 0.2000, 0.2000, 0.2000, 0.0000, 0.0000, 0.0000],
        [0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.0000, 0.0000],
        [0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.0000],
        [0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250]],
       device='cuda:0', grad_fn=<SoftmaxBackward0>)`,
    rows: rounded,
  },
  {
    source: 'PyTorch print of the mask, padded',
    text: `tensor([[  0., -inf, -inf, -inf, -inf, -inf, -inf, -inf],
        [  0.,   0., -inf, -inf, -inf, -inf, -inf, -inf],
        [  0.,   0.,   0., -inf, -inf, -inf, -inf, -inf],
        [  0.,   0.,   0.,   0., -inf, -inf, -inf, -inf],
        [  0.,   0.,   0.,   0.,   0., -inf, -inf, -inf],
        [  0.,   0.,   0.,   0.,   0.,   0., -inf, -inf],
        [  0.,   0.,   0.,   0.,   0.,   0.,   0., -inf],
        [  0.,   0.,   0.,   0.,   0.,   0.,   0.,   0.]])`,
    rows: mask,
  },
  {
    source: 'TensorFlow print',
    text: `tf.Tensor(
[[  0. -inf -inf -inf -inf -inf -inf -inf]
 [  0.   0. -inf -inf -inf -inf -inf -inf]
 [  0.   0.   0. -inf -inf -inf -inf -inf]
 [  0.   0.   0.   0. -inf -inf -inf -inf]
 [  0.   0.   0.   0.   0. -inf -inf -inf]
 [  0.   0.   0.   0.   0.   0. -inf -inf]
 [  0.   0.   0.   0.   0.   0.   0. -inf]
 [  0.   0.   0.   0.   0.   0.   0.   0.]], shape=(8, 8), dtype=float32)`,
    rows: mask,
  },
  {
    source: 'TensorFlow repr',
    text: `<tf.Tensor: shape=(8, 8), dtype=float32, numpy=
array([[  0., -inf, -inf, -inf, -inf, -inf, -inf, -inf],
       [  0.,   0., -inf, -inf, -inf, -inf, -inf, -inf],
       [  0.,   0.,   0., -inf, -inf, -inf, -inf, -inf],
       [  0.,   0.,   0.,   0., -inf, -inf, -inf, -inf],
       [  0.,   0.,   0.,   0.,   0., -inf, -inf, -inf],
       [  0.,   0.,   0.,   0.,   0.,   0., -inf, -inf],
       [  0.,   0.,   0.,   0.,   0.,   0.,   0., -inf],
       [  0.,   0.,   0.,   0.,   0.,   0.,   0.,   0.]], dtype=float32)>`,
    rows: mask,
  },
];

/** NumPy 2.4 print of 14 numbers: one row, wrapped. */
export const wrappedRow = `[0.8460546  0.92758094 0.66045773 0.57817392 0.39871554 0.96661249
 0.15407917 0.89508681 0.31101307 0.54848909 0.68206626 0.23646965
 0.16773669 0.50848201]`;

/** NumPy 2.4 print of 20 numbers: four lines of five, which could be four rows. */
export const wrappedEvenly = `[4.1702200e-01 7.2032449e-01 1.1437000e-04 3.0233257e-01 1.4675589e-01
 9.2338590e-02 1.8626021e-01 3.4556073e-01 3.9676747e-01 5.3881673e-01
 4.1919451e-01 6.8521950e-01 2.0445225e-01 8.7811744e-01 2.7387590e-02
 6.7046751e-01 4.1730480e-01 5.5868983e-01 1.4038694e-01 1.9810149e-01]`;

/** NumPy 2.4 repr of 40×40 numbers, with most left out. */
export const shortenedPrint = `array([[0.80074457, 0.96826158, 0.31342418, ..., 0.14672857, 0.58930554,
        0.69975836],
       [0.10233443, 0.41405599, 0.69440016, ..., 0.57367949, 0.00287033,
        0.61714491],
       [0.3266449 , 0.5270581 , 0.8859421 , ..., 0.38786064, 0.86354185,
        0.74712164],
       ...,
       [0.14318978, 0.63232987, 0.66188837, ..., 0.19593195, 0.08793868,
        0.86997618],
       [0.08818865, 0.68371034, 0.12040088, ..., 0.66618809, 0.1078139 ,
        0.08428305],
       [0.62512107, 0.40973126, 0.08725252, ..., 0.3234792 , 0.60744189,
        0.65083126]], shape=(40, 40))`;

/** The mask as the scanned worksheet shows it: rows 2 to 8 lack entries. */
export const scannedMask = `tensor([[0., -inf, -inf, -inf, -inf, -inf, -inf, -inf],
      [0., 0., -inf, -inf, -inf, -inf, -inf],
      [0., 0., 0., -inf, -inf, -inf, -inf],
      [0., 0., 0., 0., -inf, -inf, -inf],
      [0., 0., 0., 0., 0., -inf, -inf],
      [0., 0., 0., 0., 0., 0., -inf],
      [0., 0., 0., 0., 0., 0., -inf],
      [0., 0., 0., 0., 0., 0., 0.]])`;
