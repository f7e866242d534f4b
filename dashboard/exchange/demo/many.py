def generate_many(measures, seed, slug):
    raise ValueError
