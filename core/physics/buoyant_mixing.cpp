#include "core/physics/buoyant_mixing.h"

#include <Eigen/Cholesky>

#include <cmath>
#include <utility>

namespace hallwright::buoyant {

namespace {

template <class Of>
double productOf(const std::vector<float>& a, const std::vector<Of>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

std::vector<float> differenceOf(const std::vector<double>& now, const std::vector<double>& before)
{
    std::vector<float> difference(now.size());
    for (std::size_t i = 0; i < now.size(); ++i)
        difference[i] = static_cast<float>(now[i] - before[i]);
    return difference;
}

} // namespace

void AndersonMixing::forget()
{
    lastF_.clear();
    dF_.clear();
    dG_.clear();
}

void AndersonMixing::mix(const std::vector<double>& before, std::vector<double>& values)
{
    std::vector<double> f(values.size());
    for (std::size_t i = 0; i < f.size(); ++i)
        f[i] = values[i] - before[i];
    if (!lastF_.empty()) {
        if (dF_.size() == most_) {
            dF_.clear();
            dG_.clear();
        }
        dF_.push_back(differenceOf(f, lastF_));
        dG_.push_back(differenceOf(values, lastG_));
    }
    lastF_ = std::move(f);
    lastG_ = values;
    const Eigen::Index m = static_cast<Eigen::Index>(dF_.size());
    if (m == 0)
        return;
    constexpr double ridge = 1e-12; // of the diagonal, against differences that depend on each other
    Eigen::MatrixXd products(m, m);
    Eigen::VectorXd right(m);
    for (Eigen::Index a = 0; a < m; ++a) {
        for (Eigen::Index b = 0; b <= a; ++b)
            products(a, b) = products(b, a) =
                productOf(dF_[static_cast<std::size_t>(a)], dF_[static_cast<std::size_t>(b)]);
        right(a) = productOf(dF_[static_cast<std::size_t>(a)], lastF_);
    }
    products.diagonal() *= 1.0 + ridge;
    const Eigen::VectorXd gamma = products.ldlt().solve(right);
    if (!gamma.allFinite())
        return;
    for (Eigen::Index a = 0; a < m; ++a) {
        const std::vector<float>& d = dG_[static_cast<std::size_t>(a)];
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] -= gamma(a) * static_cast<double>(d[i]);
    }
}

} // namespace hallwright::buoyant
