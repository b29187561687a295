"""Makes golden.json: what small transformers compute, worked out with NumPy, without the code under test.

Weights are a formula of their place in the list, so that the file holds only results:
    python3 tests/reference/tiny-transformer/golden.py > tests/reference/tiny-transformer/golden.json
"""
import json
import numpy as np

SHAPES = [
    dict(vocabulary=5, block=4, width=8, heads=2, layers=1),
    dict(vocabulary=7, block=8, width=8, heads=4, layers=2),
]


def rms(x):
    return x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + 1e-5)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def forward(shape, tokens):
    v, t, d, h, layers = (shape[k] for k in ("vocabulary", "block", "width", "heads", "layers"))
    place = 0

    def take(rows, columns):
        nonlocal place
        count = rows * columns
        matrix = 0.4 * np.sin(1.7 * np.arange(place, place + count) + 0.3)
        place += count
        return matrix.reshape(rows, columns)

    words, positions = take(v, d), take(t, d)
    x = words[tokens] + positions[None]
    attention = []
    mask = np.triu(np.full((t, t), -np.inf), 1)
    for _ in range(layers):
        wq, wk, wv, wo = (take(d, d) for _ in range(4))
        widen, narrow = take(d, 4 * d), take(4 * d, d)
        n = rms(x)
        split = lambda a: a.reshape(len(tokens), t, h, d // h).transpose(0, 2, 1, 3)
        q, k, val = split(n @ wq), split(n @ wk), split(n @ wv)
        a = softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(d // h) + mask)
        attention.append(a.ravel().tolist())
        x = x + (a @ val).transpose(0, 2, 1, 3).reshape(len(tokens), t, d) @ wo
        x = x + np.maximum(rms(x) @ widen, 0) @ narrow
    probabilities = softmax(rms(x) @ take(d, v))
    return place, probabilities, attention


cases = []
for shape in SHAPES:
    count = 2 * shape["block"]
    tokens = (np.arange(count) * 3 + 1) % shape["vocabulary"]
    targets = (np.arange(count) * 2 + 2) % shape["vocabulary"]
    size, p, attention = forward(shape, tokens.reshape(2, -1))
    flat = p.reshape(count, -1)
    cases.append(
        dict(
            shape=shape,
            weights=size,
            tokens=tokens.tolist(),
            targets=targets.tolist(),
            loss=float(-np.log(flat[np.arange(count), targets]).mean()),
            probabilities=flat.ravel().tolist(),
            attention=attention,
        )
    )
print(json.dumps(cases, indent=2))
